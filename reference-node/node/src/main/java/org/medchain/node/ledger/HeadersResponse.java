package org.medchain.node.ledger;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Certificate;
import org.medchain.data.Argument;
import org.medchain.data.Encodable;
import org.medchain.data.Header;

/**
 * A run of headers. The certificate of the last vouches for all of them, since each names the one
 * before by its hash (decision 0160).
 *
 * @param height up to which the replying node has headers, unproved
 * @param headers from the requested height on; may be empty
 * @param certificate of the last header; there if and only if there are headers
 */
public record HeadersResponse(long height, List<Header> headers, Optional<Certificate> certificate)
    implements Encodable {
  /** The most headers in a reply. */
  public static final int MAX_HEADERS = 1024;

  public HeadersResponse {
    headers = List.copyOf(headers);
    Argument.refuseIf(
        headers.size() > MAX_HEADERS || headers.isEmpty() == certificate.isPresent(),
        "an answer has up to %s headers, and a certificate if it has one",
        MAX_HEADERS);
  }
}
