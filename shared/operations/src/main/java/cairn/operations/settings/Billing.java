package cairn.operations.settings;

/// How a table is paid for. Immutable.
///
/// @param paidByRequest BillingMode PAY_PER_REQUEST
/// @param readUnits, writeUnits a second; 0 for a table paid by request
public record Billing(boolean paidByRequest, long readUnits, long writeUnits) {
    /// BillingMode PAY_PER_REQUEST.
    public static final Billing ON_DEMAND = new Billing(true, 0, 0);

    /// BillingMode PROVISIONED.
    public static Billing provisioned(long readUnits, long writeUnits) {
        return new Billing(false, readUnits, writeUnits);
    }
}
