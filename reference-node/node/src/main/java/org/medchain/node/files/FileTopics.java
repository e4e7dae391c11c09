package org.medchain.node.files;

import org.medchain.node.transport.Topic;

/** What may be asked about files. */
public final class FileTopics {
  /** A piece of a file, with its proof. */
  public static final Topic CHUNK = new Topic(20, "chunk");

  /** The signed manifest of a file. */
  public static final Topic MANIFEST = new Topic(21, "manifest");

  /** To hold a file. */
  public static final Topic STORE = new Topic(22, "store");

  /** What of some files is held. */
  public static final Topic HOLDS = new Topic(23, "holds");

  /** To hold a file no longer. */
  public static final Topic RELEASE = new Topic(24, "release");

  /** The most files that one question may name. */
  static final int MOST_NAMED = 1024;

  private FileTopics() {}
}
