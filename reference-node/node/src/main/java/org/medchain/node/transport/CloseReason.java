package org.medchain.node.transport;

import io.netty.handler.codec.DecoderException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.medchain.data.MalformedInput;

/**
 * Why a connection ended: a small fixed set, the tag of the count of ended connections (CONN-7).
 */
enum CloseReason {
  /** The peer ended it. */
  REMOTE,
  /** Reading or writing failed. */
  IO,
  /** An outgoing connection was not accepted. */
  UNREACHABLE,
  /** No TLS 1.3, or no certificate that leads to the authority. */
  TLS,
  /** TLS and greeting took too long. */
  TIMEOUT,
  /** The certificate is not admitted. */
  REFUSED,
  /** The peer is not the expected or claimed one. */
  IDENTITY,
  /** Another version of the protocol. */
  VERSION,
  /** Another chain. */
  CHAIN,
  /** Bytes that are not a frame, or a frame that is too long. */
  MALFORMED,
  /** A frame that has no place at this point. */
  PROTOCOL,
  /** More connections than may be. */
  TOO_MANY,
  /** It showed no certificate, and another connection needed its place (CONN-17). */
  EVICTED,
  /** Another connection to the same peer is kept instead. */
  DUPLICATE,
  /** Nothing came for too long. */
  IDLE,
  /** The peer took nothing of its waiting frames, for too long. */
  STALLED,
  /** The certificate is no longer admitted. */
  REVOKED,
  /** The host wanted it so. */
  HOST,
  /** The receiver failed: a defect of this program. */
  FAILED,
  /** The process stops. */
  SHUTDOWN;

  /**
   * Whether a connection that ends so before it is open has the wrong peer, or a wrong one here.
   */
  boolean isRefusal() {
    return switch (this) {
      case TLS, REFUSED, IDENTITY, VERSION, CHAIN, MALFORMED, PROTOCOL, TOO_MANY -> true;
      default -> false;
    };
  }

  /** The reason of a failure on a connection. */
  static CloseReason of(Throwable cause) {
    return switch (cause) {
      case MalformedInput e -> MALFORMED;
      case SSLException e -> TLS;
      case DecoderException e -> TLS;
      case ClosedChannelException e -> REMOTE;
      default -> IO;
    };
  }

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
