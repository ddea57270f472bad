package cairn.item;

/// A text that differs between wordings: a refusal or a part of one. Immutable.
public interface Worded {
    String text(Wording wording);
}
