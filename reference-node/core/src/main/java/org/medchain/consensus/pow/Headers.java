package org.medchain.consensus.pow;

import java.util.List;
import org.medchain.data.Argument;
import org.medchain.data.Header;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * HEADERS (POW-29): consecutive headers of the sender's best chain, lowest first, the reply to
 * {@link GetHeaders}. Fewer than {@link #MAX_HEADERS} mean that there are no more.
 *
 * @param headers 0 to 256 of them
 */
public record Headers(List<Header> headers) implements Message {
  public static final MessageType TYPE = MessageType.of(35, "headers", Headers.class);

  /** 44 KB: the reply to one small query. */
  static final int MAX_HEADERS = 256;

  /** Copies the list and checks its size. */
  public Headers {
    headers = List.copyOf(headers);
    Argument.refuseIf(headers.size() > MAX_HEADERS, "at most 256 headers, not %s", headers.size());
  }
}
