package cairn.storage.format;

/// The origin of a change of an item.
public enum Origin {
    /// A request of a client.
    CLIENT(0),
    /// The service itself, for example for an item whose time to live has passed.
    SERVICE(1);

    private final int code;

    Origin(int code) {
        this.code = code;
    }

    /// The code in a record's bytes.
    int code() {
        return code;
    }

    /// @throws cairn.storage.port.TooNew an origin of a later Cairn
    static Origin read(ByteReader in) {
        int code = in.u8();
        for (Origin origin : values()) {
            if (origin.code == code) {
                return origin;
            }
        }
        throw in.tooNew("origin " + code);
    }
}
