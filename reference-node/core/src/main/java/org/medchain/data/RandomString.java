package org.medchain.data;

/**
 * The random string of the header (paper §3.1), 16 bytes, which the search changes until the hash
 * of the header is under the target.
 *
 * @param salt where a searcher starts, so that two do not try the same strings
 * @param counter counted up by the search
 */
public record RandomString(long salt, long counter) implements Encodable {
  /** The string of a header that needs no search. */
  public static final RandomString ZERO = new RandomString(0, 0);
}
