package cairn.operations.access;

/// Who sent a request, known for sure.
///
/// @param name of the access key
public record Caller(String name, Role role) {
    String arn(String account) {
        return "arn:aws:iam::" + account + ":user/" + name;
    }
}
