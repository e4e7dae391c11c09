package org.medchain.node.memory;

/** Whose share of a node's memory a collection is counted against. */
enum Payer {
  /** Each link has a share of its own; the value is that of one. */
  LINK("each link"),
  /** Each member of the chain has a share of its own; the value is that of all members. */
  MEMBER("the members"),
  /** Each registered client has a share of its own; the value is that of one. */
  CLIENT("each client"),
  /** All that send share one bound. */
  ALL("all together"),
  /**
   * The regulatory center alone makes it grow, by what it orders; the value is that of one step.
   */
  CENTER("the center"),
  /** This process asked for it; the value is that of one request of its own. */
  SELF("this process");

  private final String text;

  Payer(String text) {
    this.text = text;
  }

  /** As the page has it. */
  String text() {
    return text;
  }

  /** Whether the bound is of the whole node, so that it counts once. */
  boolean isOfWholeNode() {
    return this == ALL || this == MEMBER;
  }
}
