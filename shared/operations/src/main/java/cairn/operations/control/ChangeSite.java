package cairn.operations.control;

import cairn.operations.request.TableAccess;
import cairn.operations.request.TableAccess.Configuration;

/// Where and when a table is made or changed: what messages name, and what is counted from.
///
/// @param table its name
/// @param nowMicros microseconds since 1970
record ChangeSite(String table, Configuration configuration, long nowMicros) {
    static ChangeSite of(TableAccess tables, String table) {
        return new ChangeSite(table, tables.configuration(), tables.environment().wallMicros());
    }

    String region() {
        return configuration.region();
    }
}
