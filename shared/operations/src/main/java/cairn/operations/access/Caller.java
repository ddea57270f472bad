package cairn.operations.access;

/// The authenticated sender of a request.
///
/// @param name of the access key
public record Caller(String name, Role role) {
    String arn(String account) {
        return "arn:aws:iam::" + account + ":user/" + name;
    }
}
