package org.medchain.data;

/**
 * The name of a client's request: the client and a sequence number (the timestamp of Castro and
 * Liskov 1999, §4.1). Exactly one transaction of a name is ever executed.
 *
 * @param sender the key that signed the request
 * @param sequence counted by the sender from 1
 */
public record RequestId(PublicKey sender, long sequence)
    implements Encodable, Comparable<RequestId> {
  /** 40 bytes. */
  public static final Codec<RequestId> CODEC = Codec.of(RequestId.class);

  // Written out, as each step compares some: a record's own go through handles.
  @Override
  public boolean equals(Object other) {
    return other instanceof RequestId that
        && sequence == that.sequence
        && sender.equals(that.sender);
  }

  @Override
  public int hashCode() {
    return 31 * sender.hashCode() + Long.hashCode(sequence);
  }

  @Override
  public int compareTo(RequestId other) {
    int order = sender.compareTo(other.sender);
    return order != 0 ? order : Long.compare(sequence, other.sequence);
  }

  /** Sender's first digits and the number, for logs and golden files. */
  public String brief() {
    return sender.brief() + "#" + sequence;
  }
}
