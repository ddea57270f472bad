package cairn.storage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;
import cairn.storage.format.PartitionName;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.TooNew;

import org.junit.jupiter.api.Test;

import java.util.List;

class LifeStateTest {
    private static final UniqueName TABLE = new UniqueName("0".repeat(26));

    private static LifeState.Child child(int from, String name) {
        return new LifeState.Child(
                StorageKey.of(new byte[] {(byte) from}),
                new PartitionName(TABLE, new UniqueName(name.repeat(26))));
    }

    private static LifeState readAgain(ByteWriter out) {
        byte[] bytes = out.toBytes();
        return LifeState.read(new ByteReader(new ObjectKey("head"), bytes, 0, bytes.length));
    }

    @Test
    void everyStateComesBack() {
        LifeState split = new LifeState.Sealed(List.of(child(1, "1"), child(7, "2")));
        for (LifeState state : List.of(new LifeState.Live(), new LifeState.Deleted(), split)) {
            ByteWriter out = new ByteWriter(16);
            state.write(out);
            assertThat(readAgain(out)).isEqualTo(state);
        }
    }

    @Test
    void childrenOutOfOrderAreDamage() {
        ByteWriter out = new ByteWriter(64).u8(2).varint(2);
        for (LifeState.Child child : List.of(child(7, "1"), child(1, "2"))) {
            out.string(child.from().bytes());
            child.partition().write(out);
        }
        assertThatThrownBy(() -> readAgain(out)).isInstanceOf(CorruptObject.class);
        assertThatThrownBy(() -> readAgain(new ByteWriter(2).u8(2).varint(0)))
                .isInstanceOf(CorruptObject.class);
    }

    @Test
    void aStateOfALaterCairnIsTooNew() {
        assertThatThrownBy(() -> readAgain(new ByteWriter(1).u8(3))).isInstanceOf(TooNew.class);
    }
}
