package cairn.operations.request;

/// How much an operation may do, by the access levels of IAM's actions (Service Authorization
/// Reference, "Actions defined by Amazon DynamoDB"). Roles are made of them.
public enum AccessLevel {
    /// IAM's Read and List: items, and lists and descriptions.
    READ,

    /// IAM's Write, on items.
    WRITE,

    /// Everything else: tables, their settings, backups, policies.
    ADMIN
}
