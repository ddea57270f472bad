package cairn.item;

/// What reads differently in another wording, as a refusal or a part of one. Immutable.
public interface Worded {
    String text(Wording wording);
}
