package cairn.storage.s3;

/// The requests, and S3's name of the permission for each.
enum S3Action {
    GET("s3:GetObject (and s3:ListBucket, without which S3 refuses to say that a key is absent)"),
    PUT("s3:PutObject"),
    DELETE("s3:DeleteObject"),
    LIST("s3:ListBucket");

    private final String permission;

    S3Action(String permission) {
        this.permission = permission;
    }

    String permission() {
        return permission;
    }
}
