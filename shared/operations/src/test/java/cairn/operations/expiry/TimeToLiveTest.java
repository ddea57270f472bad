package cairn.operations.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.Service;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

/// Items go when their time is over, and no others do.
final class TimeToLiveTest {
    private static final String ON =
            "{'TableName':'Things','TimeToLiveSpecification':"
                    + "{'Enabled':true,'AttributeName':'ttl'}}";
    private static final String OFF = ON.replace("true", "false");
    private static final String SCAN = "{'TableName':'Things','ConsistentRead':true}";

    private final Service service = Service.withTable();
    private final ExpiryJobs jobs = new ExpiryJobs(service.tables());

    private static long in(long seconds) {
        return Instant.now().getEpochSecond() + seconds;
    }

    private void put(int s, String ttl) {
        service.put("p" + s % 3, s, ",'ttl':" + ttl);
    }

    private String description() {
        return service.ok("DescribeTimeToLive", "{'TableName':'Things'}")
                .at("TimeToLiveDescription");
    }

    @Test
    void itIsSwitchedOnAndOff() {
        assertThat(description()).isEqualTo("{\"TimeToLiveStatus\":\"DISABLED\"}");
        assertThat(service.ok("UpdateTimeToLive", ON).at("TimeToLiveSpecification"))
                .isEqualTo("{\"Enabled\":true,\"AttributeName\":\"ttl\"}");
        assertThat(description())
                .isEqualTo("{\"AttributeName\":\"ttl\",\"TimeToLiveStatus\":\"ENABLED\"}");
        assertThat(service.refused("UpdateTimeToLive", ON))
                .isEqualTo("ValidationException: TimeToLive is already enabled");
        for (String other : new String[] {ON, OFF}) {
            assertThat(service.refused("UpdateTimeToLive", other.replace("ttl", "end")))
                    .isEqualTo(
                            "ValidationException: TimeToLive is active on a different"
                                    + " AttributeName: current AttributeName is ttl");
        }
        service.ok("UpdateTimeToLive", OFF);
        assertThat(description()).isEqualTo("{\"TimeToLiveStatus\":\"DISABLED\"}");
        assertThat(service.refused("UpdateTimeToLive", OFF))
                .isEqualTo("ValidationException: TimeToLive is already disabled");
        assertThat(service.refused("UpdateTimeToLive", ON.replace("Things", "Nothing")))
                .isEqualTo(
                        "ResourceNotFoundException: Requested resource not found: Table: Nothing"
                                + " not found");
    }

    @Test
    void onlyWhatHasExpiredIsDeleted() {
        service.ok("UpdateTimeToLive", ON);
        put(0, "{'N':'" + in(-5) + "'}");
        put(1, "{'N':'" + in(-5) + ".9'}");
        put(2, "{'N':'" + in(1_000) + "'}");
        put(3, "{'S':'" + in(-5) + "'}");
        put(4, "{'N':'" + in(-6L * 365 * 86_400) + "'}");
        put(5, "{'N':'" + in(-5) + "000'}");
        put(6, "{'N':'-1'}");
        put(7, "{'N':'9.9E+125'}");
        put(8, "{'M':{'ttl':{'N':'" + in(-5) + "'}}}");
        jobs.run();
        assertThat(Service.sorts(service.ok("Scan", SCAN)))
                .containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8);
    }

    /// What was written after all items were read is found by the log.
    @Test
    void whatIsWrittenLaterExpiresToo() {
        service.ok("UpdateTimeToLive", ON);
        put(0, "{'N':'" + in(1_000) + "'}");
        jobs.run();
        put(1, "{'N':'" + in(-5) + "'}");
        put(2, "{'N':'" + in(2_000) + "'}");
        new ExpiryJobs(service.tables()).run();
        assertThat(Service.sorts(service.ok("Scan", SCAN))).containsExactlyInAnyOrder(0, 2);
    }

    @Test
    void anItemThatIsRenewedStays() {
        service.ok("UpdateTimeToLive", ON);
        put(0, "{'N':'" + in(-5) + "'}");
        put(0, "{'N':'" + in(1_000) + "'}");
        jobs.run();
        assertThat(service.ok("Scan", SCAN).count("Items")).isEqualTo(1);
    }

    @Test
    void nothingExpiresOnceItIsOff() {
        service.ok("UpdateTimeToLive", ON);
        put(0, "{'N':'" + in(-5) + "'}");
        service.ok("UpdateTimeToLive", OFF);
        jobs.run();
        assertThat(service.ok("Scan", SCAN).count("Items")).isEqualTo(1);
        service.ok("UpdateTimeToLive", ON.replace("ttl", "other"));
        jobs.run();
        assertThat(service.ok("Scan", SCAN).count("Items")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'AttributeName':'ttl'|Value null at 'timeToLiveSpecification.enabled' failed to"
                        + " satisfy constraint: Member must not be null",
                "'Enabled':true|Value null at 'timeToLiveSpecification.attributeName' failed to"
                        + " satisfy constraint: Member must not be null",
                "'Enabled':true,'AttributeName':''|Value '' at"
                        + " 'timeToLiveSpecification.attributeName' failed to satisfy constraint:"
                        + " Member must have length greater than or equal to 1",
            })
    void whatIsMissingIsNamed(String specification, String message) {
        assertThat(
                        service.refused(
                                "UpdateTimeToLive",
                                "{'TableName':'Things','TimeToLiveSpecification':{"
                                        + specification
                                        + "}}"))
                .isEqualTo("ValidationException: 1 validation error detected: " + message);
    }
}
