package org.medchain.contract.rights;

enum LostRightsWay {
  KEY_REVOKED("key", Kind.ACTORS),
  /** Another key replaces its own, by which it still orders. */
  KEY_REPLACED("old_key", Kind.ACTORS),
  /** The same, and it orders by the new one. */
  KEY_RENEWED("new_key", Kind.ACTORS),
  FROZEN("frozen", Kind.ACTORS),
  LEFT("left", Kind.ACTORS),
  /** It leaves, and its account is settled. */
  SETTLED("settled", Kind.ACTORS),
  OWNER_LEFT("gone", Kind.OTHERS),
  /** The owner's records are found false, by the center or by their verifiers. */
  FOUND_FALSE("false", Kind.OTHERS),
  /** The owner takes its files from the hospital that holds them. */
  RELEASED("released", Kind.OTHERS),
  DELEGATION_ENDED("deleg.", Kind.OTHERS),
  DELEGATION_OVER("...over", Kind.TIMES),
  DIRECTIVES_REVOKED("direct.", Kind.OTHERS),
  /** or their time is over. */
  DIRECTIVES_OVER("...over", Kind.TIMES),
  LEVEL_OVER("level", Kind.TIMES),
  DECIDED("decided", Kind.OTHERS),
  /** The last block for a vote is over. */
  UNDECIDED("late", Kind.TIMES),
  /** The providers withdraw their offers. */
  OFFER_WITHDRAWN("offer", Kind.OTHERS),
  DEAL_ENDED("deal", Kind.OTHERS),
  REQUEST_ENDED("request", Kind.OTHERS),
  REQUEST_OVER("...over", Kind.TIMES),
  SEARCH_ENDED("search", Kind.OTHERS),
  /** or its time is over. */
  SEARCH_OVER("...over", Kind.TIMES),
  /** The center switches off verifiers, audits and levels. */
  RULES_CHANGED("rules", Kind.OTHERS),
  NODE_REMOVED("node", Kind.OTHERS),
  /** The hospital of the doctors leaves. */
  PRACTICE_LEFT("practice", Kind.OTHERS);

  /** The origin of the loss. */
  enum Kind {
    /** It is done to the one who acts, one after the other. */
    ACTORS,
    /** It is always done to the same one, by an order. */
    OTHERS,
    /** The same, by nobody: its time comes. */
    TIMES
  }

  private final String word;
  private final Kind kind;

  LostRightsWay(String word, Kind kind) {
    this.word = word;
    this.kind = kind;
  }

  /** Over its column. */
  String word() {
    return word;
  }

  boolean isOfTheActor() {
    return kind == Kind.ACTORS;
  }

  boolean isByTime() {
    return kind == Kind.TIMES;
  }
}
