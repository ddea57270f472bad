package cairn.operations.index;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.Service;

import org.junit.jupiter.api.Test;

/// What attribute definitions of a new table must be (observed).
final class DefinitionsTest {
    private final Service service = Service.withTable();

    @Test
    void noneAtAllHasItsOwnText() {
        String request =
                "{'TableName':'New','BillingMode':'PAY_PER_REQUEST','KeySchema':"
                        + "[{'AttributeName':'p','KeyType':'HASH'}],'AttributeDefinitions':[]}";
        assertThat(service.refused("CreateTable", request))
                .isEqualTo(
                        "ValidationException: Invalid KeySchema: Some index key attribute have no"
                                + " definition");
    }
}
