package cairn.operations;

import static cairn.operations.BrokenRequests.INCOMPLETE;
import static cairn.operations.BrokenRequests.INVALID;
import static cairn.operations.BrokenRequests.MISSING;
import static cairn.operations.BrokenRequests.UNRECOGNIZED;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.access.IssuedKey;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/// Signatures with other mistakes, at the limits of time, and with random changes.
final class SignedExchangeTest {
    private final BrokenRequests requests = new BrokenRequests();
    private final Guarded guarded = requests.guarded;
    private final IssuedKey key = requests.key;

    @Test
    void whatIsWrongBeforeTheSignatureIsSaidFirst() {
        Draft noJson = requests.put();
        noJson.body = "{".getBytes(StandardCharsets.UTF_8);
        assertThat(guarded.send(noJson).text())
                .isEqualTo("{\"__type\":\"com.amazon.coral.service#SerializationException\"}");
        assertThat(
                        guarded.send(
                                        requests.put()
                                                .set("X-Amz-Target", "DynamoDB_20120810.Nothing"))
                                .text())
                .isEqualTo("{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}");
        Draft wrongTypes = guarded.draft(key, "PutItem", "{'TableName':7}");
        assertThat(guarded.send(wrongTypes).error().getFirst()).isEqualTo(MISSING);
        assertThat(guarded.send(wrongTypes.sign()).error().getFirst())
                .isEqualTo("com.amazon.coral.service#SerializationException");
    }

    /// Changes one random character of the header or the query. Every refusal is then about the
    /// signature.
    @Test
    void nothingButTheSignatureItselfOpens() {
        long seed = Long.getLong("signatures.seed", 5);
        SplittableRandom random = new SplittableRandom(seed);
        String alphabet = " ,=/;%&+AZaz09\t\u00e9";
        for (int i = 0; i < 5000; i++) {
            boolean inQuery = random.nextBoolean();
            Draft draft = guarded.draft(key, "ListTables", "{}");
            draft = inQuery ? draft.signInQuery("60") : draft.sign();
            String text = inQuery ? draft.query : draft.header("Authorization");
            int at = random.nextInt(text.length());
            char by = alphabet.charAt(random.nextInt(alphabet.length()));
            String changed = text.substring(0, at) + by + text.substring(at + 1);
            if (inQuery) {
                draft.query = changed;
            } else {
                draft.set("Authorization", changed);
            }
            Guarded.Answer answer = guarded.send(draft);
            String told = "-Dsignatures.seed=%d, %d: %s".formatted(seed, i, changed);
            if (answer.status() == 200) {
                assertThat(meaning(changed)).as(told).isEqualTo(meaning(text));
            } else {
                assertThat(answer.error().getFirst())
                        .as(told)
                        .isIn(MISSING, INCOMPLETE, INVALID, UNRECOGNIZED);
            }
        }
    }

    /// Commas and blanks are equal separators. Slashes after a credential and semicolons after
    /// names mean nothing, and header names ignore case.
    private static String meaning(String header) {
        return header.replaceAll("[/;]?[ ,]+", " ").toLowerCase(Locale.ROOT);
    }

    @Test
    void theEdgesOfTimeAreInside() {
        Draft oldest = guarded.draft(key, "ListTables", "{}").at(Guarded.SECONDS - 900).sign();
        assertThat(guarded.send(oldest).status()).isEqualTo(200);
        Draft newest = guarded.draft(key, "ListTables", "{}").at(Guarded.SECONDS + 900).sign();
        assertThat(guarded.send(newest).status()).isEqualTo(200);
        Draft week =
                guarded.draft(key, "ListTables", "{}")
                        .at(Guarded.SECONDS - 604_800)
                        .signInQuery("604800");
        assertThat(guarded.send(week).status()).isEqualTo(200);
    }
}
