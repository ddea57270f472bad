package cairn.item;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.json.ItemJson;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

class MembersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'SS':['b','a','B','ab','']}|{'SS':['','B','a','ab','b']}",
                "{'SS':['\uFF5E','é','z','Z']}|{'SS':['Z','z','é','\uFF5E']}",
                "{'NS':['10','9','-1','-2','0.5','1e2','0']}|"
                        + "{'NS':['-2','-1','0','0.5','9','10','100']}",
                "{'NS':['1.0','-0']}|{'NS':['0','1']}",
                "{'BS':['/w==','AA==','AAA=','fw==']}|{'BS':['AA==','AAA=','fw==','/w==']}",
                "{'L':[{'M':{'s':{'SS':['y','x']}}}]}|{'L':[{'M':{'s':{'SS':['x','y']}}}]}",
            })
    void setsAreStoredInTheirOrderWhereverTheyAre(String sent, String stored) {
        Item item = Samples.item("{'a':" + sent + "}");
        assertThat(new String(ItemJson.write(item), StandardCharsets.UTF_8))
                .isEqualTo(("{'a':" + stored + "}").replace('\'', '"'));
    }

    @Test
    void equalSetsAreTheSameBytesAndFindTheirMembers() {
        for (int seed = 0; seed < 3000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> members = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                members.add(Samples.text(random));
            }
            AttributeValue.Ss one = AttributeValue.Ss.of(members);
            Collections.shuffle(members, new Random(seed));
            AttributeValue.Ss other = new AttributeValue.Ss(new HashSet<>(members));
            assertThat(other).as("seed %d", seed).isEqualTo(one).hasSameHashCodeAs(one);
            assertThat(other.values()).containsExactlyElementsOf(one.values());
            assertThat(one.values()).isEqualTo(Set.copyOf(members)).containsAll(members);
            assertThat(one.values().contains("none")).isFalse();
        }
    }
}
