package cairn.operations.request;

/// How much an operation may do: the access levels of IAM's actions (Service Authorization
/// Reference, "Actions defined by Amazon DynamoDB"), of which roles are made.
public enum AccessLevel {
    /// IAM's Read and List: items, and what there is.
    READ,

    /// IAM's Write, on items.
    WRITE,

    /// Everything else: tables, their settings, backups, policies.
    ADMIN
}
