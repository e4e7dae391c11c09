package org.medchain.node.memory;

/** Whose share of a node's memory a collection is counted against. */
enum Payer {
  /** Each link has a separate share; the value belongs to one. */
  LINK("each link"),
  /** Each member of the chain has a separate share; the value covers all members. */
  MEMBER("the members"),
  /** Each registered client has a separate share; the value belongs to one. */
  CLIENT("each client"),
  /** All that send share one bound. */
  ALL("all together"),
  /** Only the regulatory center makes it grow, by its orders; the value covers one step. */
  CENTER("the center"),
  /** This process asked for it; the value covers one own request. */
  SELF("this process");

  private final String text;

  Payer(String text) {
    this.text = text;
  }

  /** As the page has it. */
  String text() {
    return text;
  }

  /** Whether the bound covers the whole node, so that it counts once. */
  boolean isOfWholeNode() {
    return this == ALL || this == MEMBER;
  }
}
