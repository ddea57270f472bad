package cairn.operations.settings;

/// How a table is paid for. Immutable.
///
/// @param paidByRequest BillingMode PAY_PER_REQUEST
/// @param byRequestSinceMicros when that mode was last chosen, microseconds since 1970; 0 for never
public record Billing(boolean paidByRequest, long byRequestSinceMicros) {
    /// A table that has always been provisioned.
    public static final Billing PROVISIONED = new Billing(false, 0);

    public Billing byRequest(long nowMicros) {
        return paidByRequest ? this : new Billing(true, nowMicros);
    }

    public Billing provisioned() {
        return new Billing(false, byRequestSinceMicros);
    }
}
