package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cairn.operations.access.AccessKey;
import cairn.operations.access.AccessKeys;
import cairn.operations.access.IssuedKey;
import cairn.operations.access.KnownKeys;
import cairn.operations.access.MasterKey;
import cairn.operations.access.Role;
import cairn.storage.port.DataKeyUnavailable;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.Precondition;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32C;

/// Access keys from creation to deletion, and what each role may do.
final class AccessTest {
    private static final ObjectKey OBJECT = new ObjectKey("access/keys");
    private static final String LIST = "{}";

    private static int status(Guarded guarded, IssuedKey key) {
        return guarded.send(guarded.signed(key, "ListTables", LIST)).status();
    }

    @Test
    void aKeyIsGoodUntilItIsDisabledAndAgainWhenEnabled() {
        Guarded guarded = new Guarded();
        IssuedKey key = guarded.keys.create("app", Role.READ_ONLY);
        assertThat(key.key().id()).matches("CAIRN[A-Z2-7]{15}");
        assertThat(key.secret()).matches("[A-Za-z0-9]{40}");
        assertThat(status(guarded, key)).isEqualTo(200);
        guarded.keys.setEnabled(key.key().id(), false);
        guarded.known.forget();
        assertThat(guarded.send(guarded.signed(key, "ListTables", LIST)).error())
                .containsExactly(
                        "com.amazon.coral.service#UnrecognizedClientException",
                        "message",
                        "The security token included in the request is invalid.");
        guarded.keys.setEnabled(key.key().id(), true);
        guarded.known.forget();
        assertThat(status(guarded, key)).isEqualTo(200);
        guarded.keys.delete(key.key().id());
        guarded.known.forget();
        assertThat(status(guarded, key)).isEqualTo(400);
        assertThat(guarded.keys.list()).isEmpty();
    }

    @Test
    void aRotatedKeyHasAnotherIdAndSecretAndTheOldOneStays() {
        Guarded guarded = new Guarded();
        IssuedKey old = guarded.keys.create("app", Role.READ_WRITE);
        IssuedKey fresh = guarded.keys.rotate(old.key().id());
        assertThat(fresh.key().id()).isNotEqualTo(old.key().id());
        assertThat(fresh.secret()).isNotEqualTo(old.secret());
        assertThat(guarded.keys.list())
                .extracting(AccessKey::name, AccessKey::role, AccessKey::enabled)
                .containsOnly(tuple("app", Role.READ_WRITE, true))
                .hasSize(2);
        assertThat(status(guarded, old)).isEqualTo(200);
        assertThat(status(guarded, fresh)).isEqualTo(200);
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        Guarded guarded = new Guarded();
        assertThatThrownBy(() -> guarded.keys.create("two words", Role.ADMIN))
                .isInstanceOf(AccessKeys.NotDone.class);
        assertThatThrownBy(() -> guarded.keys.create("", Role.ADMIN))
                .isInstanceOf(AccessKeys.NotDone.class);
        assertThatThrownBy(() -> guarded.keys.delete("CAIRNX"))
                .isInstanceOf(AccessKeys.NotDone.class)
                .hasMessage("there is no access key CAIRNX");
        assertThatThrownBy(() -> guarded.keys.rotate("CAIRNX"))
                .isInstanceOf(AccessKeys.NotDone.class);
        assertThatThrownBy(() -> guarded.keys.setEnabled("CAIRNX", true))
                .isInstanceOf(AccessKeys.NotDone.class);
        for (int i = 0; i < AccessKeys.KEYS_MAX; i++) {
            guarded.keys.create("app", Role.ADMIN);
        }
        assertThatThrownBy(() -> guarded.keys.create("app", Role.ADMIN))
                .isInstanceOf(AccessKeys.NotDone.class)
                .hasMessageStartingWith("there are 500 keys");
    }

    private static byte[] stored(ObjectStore store) {
        return ((GetOutcome.Found) store.get(OBJECT)).bytes();
    }

    @Test
    void theStoreHoldsNoSecret() {
        Guarded guarded = new Guarded();
        IssuedKey key = guarded.keys.create("app", Role.ADMIN);
        String text = new String(stored(guarded.memory), StandardCharsets.ISO_8859_1);
        assertThat(text).contains(key.key().id()).doesNotContain(key.secret());
        assertThat(key.toString()).doesNotContain(key.secret());
        assertThat(key.key().toString()).doesNotContain(key.secret());
    }

    /// Changes the stored keys like an attacker who can write the store, including the checksum.
    private static void replace(Guarded guarded, String from, String to) {
        GetOutcome.Found found = (GetOutcome.Found) guarded.memory.get(OBJECT);
        String text = new String(found.bytes(), StandardCharsets.UTF_8);
        assertThat(text).contains(from).startsWith("CRNK 2 ");
        String changed = text.replace(from, to);
        CRC32C crc = new CRC32C();
        crc.update((OBJECT.name() + "CRNK 2 ").getBytes(StandardCharsets.UTF_8));
        crc.update(changed.substring(15).getBytes(StandardCharsets.UTF_8));
        guarded.memory.put(
                OBJECT,
                "CRNK 2 %08x%s"
                        .formatted(crc.getValue(), changed.substring(15))
                        .getBytes(StandardCharsets.UTF_8),
                new Precondition.Matches(found.version()));
    }

    @Test
    void aRoleRaisedInTheStoreOpensNothing() {
        Guarded guarded = new Guarded();
        guarded.keys.create("app", Role.READ_ONLY);
        assertThat(guarded.known.anyUsable()).isTrue();
        replace(guarded, "\"read-only\"", "\"admin\"");
        assertThatThrownBy(guarded.known::anyUsable)
                .isInstanceOf(DataKeyUnavailable.class)
                .hasMessageContaining("was changed");
    }

    @Test
    void aSecretMovedToAnotherKeyOpensNothing() {
        Guarded guarded = new Guarded();
        IssuedKey key = guarded.keys.create("app", Role.READ_ONLY);
        replace(guarded, key.key().id(), "CAIRNAAAAAAAAAAAAAAA");
        assertThatThrownBy(guarded.known::anyUsable).isInstanceOf(DataKeyUnavailable.class);
    }

    @Test
    void anotherMasterKeyIsToldFromDamage() {
        Guarded guarded = new Guarded();
        guarded.keys.create("app", Role.ADMIN);
        MasterKey other = new MasterKey(MasterKey.fresh(guarded.environment), guarded.environment);
        KnownKeys elsewhere = new KnownKeys(guarded.environment, guarded.memory, other);
        assertThatThrownBy(elsewhere::anyUsable)
                .isInstanceOf(DataKeyUnavailable.class)
                .hasMessageContaining("was encrypted under " + guarded.master.name())
                .hasMessageContaining("this process has " + other.name());
    }

    @Test
    void aDisabledKeyIsServedForAMinuteAtMostAndOneRequestAMinuteIsAllItCosts() {
        Guarded guarded = new Guarded();
        IssuedKey key = guarded.keys.create("app", Role.READ_ONLY);
        Draft request = guarded.signed(key, "DescribeTable", "{'TableName':'Things'}");
        guarded.send(request);
        guarded.keys.setEnabled(key.key().id(), false);
        guarded.store.taken();
        guarded.environment.step(Duration.ofSeconds(59));
        assertThat(guarded.send(request).member("__type")).endsWith("ResourceNotFoundException");
        assertThat(guarded.store.taken()).noneMatch(asked -> asked.contains("access/keys"));
        guarded.environment.step(Duration.ofSeconds(1));
        assertThat(guarded.send(request).member("__type")).endsWith("UnrecognizedClientException");
        assertThat(guarded.store.taken()).containsExactly("GET access/keys if changed");
    }

    @Test
    void aProcessFrozenForAMinuteAsksAgain() {
        Guarded guarded = new Guarded();
        IssuedKey key = guarded.keys.create("app", Role.READ_ONLY);
        assertThat(status(guarded, key)).isEqualTo(200);
        guarded.keys.setEnabled(key.key().id(), false);
        guarded.environment.freeze(Duration.ofSeconds(61));
        assertThat(status(guarded, key)).isEqualTo(400);
    }

    @Test
    void aFloodOfUnknownKeysIsNoFloodOfRequests() {
        Guarded guarded = new Guarded();
        IssuedKey key = guarded.keys.create("app", Role.READ_ONLY);
        assertThat(status(guarded, key)).isEqualTo(200);
        guarded.store.taken();
        for (int i = 0; i < 100; i++) {
            Draft unknown = guarded.draft(key, "ListTables", LIST);
            unknown.keyId = "CAIRN%015d".formatted(i);
            assertThat(guarded.send(unknown.sign()).status()).isEqualTo(400);
            guarded.environment.step(Duration.ofMillis(100));
        }
        assertThat(guarded.store.taken()).containsExactly("GET access/keys if changed");
    }

    @Test
    void aNewKeyIsTakenWithinFiveSeconds() {
        Guarded guarded = new Guarded();
        IssuedKey first = guarded.keys.create("app", Role.READ_ONLY);
        assertThat(status(guarded, first)).isEqualTo(200);
        IssuedKey second = guarded.keys.create("app", Role.READ_ONLY);
        assertThat(status(guarded, second)).isEqualTo(400);
        guarded.environment.step(Duration.ofSeconds(5));
        assertThat(status(guarded, second)).isEqualTo(200);
    }

    @Test
    void aReaderReadsAndAWriterWritesAndOnlyAdminsMakeTables() {
        Guarded guarded = Guarded.withTable();
        IssuedKey reader = guarded.keys.create("reader", Role.READ_ONLY);
        IssuedKey writer = guarded.keys.create("writer", Role.READ_WRITE);
        guarded.known.forget();
        String key = "{'TableName':'Things','Key':{'p':{'S':'a'}}}";
        String batch = "{'RequestItems':{'Things':[{'PutRequest':{'Item':{'p':{'S':'b'}}}}]}}";
        List<String[]> reads =
                List.of(
                        new String[] {"GetItem", key},
                        new String[] {"Scan", "{'TableName':'Things'}"},
                        new String[] {"DescribeTable", "{'TableName':'Things'}"},
                        new String[] {"ListTables", LIST});
        List<String[]> writes =
                List.of(
                        new String[] {"PutItem", Guarded.PUT},
                        new String[] {"DeleteItem", key},
                        new String[] {"UpdateItem", key},
                        new String[] {"BatchWriteItem", batch});
        String drop = "{'TableName':'Things'}";
        guarded.store.taken();
        for (String[] write : writes) {
            assertThat(guarded.send(guarded.signed(reader, write[0], write[1])).error())
                    .as(write[0])
                    .containsExactly(denied("reader", write[0], "Things"));
        }
        assertThat(guarded.send(guarded.signed(reader, "DeleteTable", drop)).error())
                .containsExactly(denied("reader", "DeleteTable", "Things"));
        assertThat(guarded.store.taken()).noneMatch(asked -> asked.startsWith("PUT"));
        for (String[] read : reads) {
            assertThat(guarded.send(guarded.signed(reader, read[0], read[1])).status())
                    .isEqualTo(200);
            assertThat(guarded.send(guarded.signed(writer, read[0], read[1])).status())
                    .isEqualTo(200);
        }
        for (String[] write : writes) {
            assertThat(guarded.send(guarded.signed(writer, write[0], write[1])).status())
                    .isEqualTo(200);
        }
        assertThat(guarded.send(guarded.signed(writer, "DeleteTable", drop)).error())
                .containsExactly(denied("writer", "DeleteTable", "Things"));
    }

    private static String[] denied(String name, String operation, String table) {
        return new String[] {
            "com.amazon.coral.service#AccessDeniedException",
            "Message",
            ("User: arn:aws:iam::000000000000:user/%s is not authorized to perform: dynamodb:%s on"
                            + " resource: arn:aws:dynamodb:us-east-1:000000000000:table/%s because"
                            + " no identity-based policy allows the dynamodb:%s action")
                    .formatted(name, operation, table, operation)
        };
    }
}
