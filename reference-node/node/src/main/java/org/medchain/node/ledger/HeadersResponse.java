package org.medchain.node.ledger;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Header;

/**
 * A run of headers. The certificate of the last vouches for all of them, since each names the one
 * before by its hash (decision 0160).
 *
 * @param height up to which the replying node has headers, unproved
 * @param headers from the requested height on; may be empty
 * @param certificate of the last header; there if and only if there are headers
 */
public record HeadersResponse(
    long height, List<Header> headers, Optional<QuorumCertificate> certificate)
    implements Encodable {
  /** The most headers in a reply. */
  public static final int MAX_HEADERS = 1024;

  static final int MIN_CERTIFICATE_SIZE = 8 + 8 + 32 + 1;

  /** Copies the list. */
  public HeadersResponse {
    headers = List.copyOf(headers);
    if (headers.size() > MAX_HEADERS || headers.isEmpty() == certificate.isPresent()) {
      throw new IllegalArgumentException(
          "an answer has up to " + MAX_HEADERS + " headers, and a certificate if it has one");
    }
  }

  /** Reads what {@link #encode} wrote. */
  public static HeadersResponse decode(Decoder in) {
    return new HeadersResponse(
        in.int64(),
        in.list(Header.SIZE, Header.CODEC::decode),
        OptionalCodec.decode(in, MIN_CERTIFICATE_SIZE, QuorumCertificate.CODEC::decode));
  }

  @Override
  public void encode(Encoder out) {
    out.int64(height).list(headers);
    OptionalCodec.encode(out, certificate);
  }
}
