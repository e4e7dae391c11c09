package org.medchain.simulation.event;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Attestation;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Envelope;
import org.medchain.simulation.model.CpuModel;

/**
 * A message on its way, shared by all its receivers.
 *
 * <p>It is authenticated once for all receivers (SIM-5), or not at all where the host itself has
 * just signed it for a correct node (decision 0222). That is sound because the result is a pure
 * function of the envelope, which cannot change: every receiver would compute the same. Only the
 * computer's time is saved; each receiver's virtual core pays for every signature. With message
 * authentication codes this differs: each receiver reads its own.
 *
 * @param authentication the authenticator's result for the envelope
 * @param isFromNode whether a node sent it, not a client
 * @param bytes encoded length
 * @param receiveNs the cost for a node's core to receive it
 * @param receiver the key that it is for, where a client holds many keys
 * @param route of a client's request
 */
public record MessageInFlight(
    Envelope envelope,
    AuthenticationResult authentication,
    boolean isFromNode,
    int bytes,
    long receiveNs,
    Optional<PublicKey> receiver,
    RequestRoute route)
    implements SimulationEvent {
  /** Which way a client's request is going (SIM-39). */
  public enum RequestRoute {
    /** To a node that does not pass it on; and all messages that are not requests. */
    DIRECT,
    /** To the client's agency. */
    TO_AGENCY,
    /** From there to another node. */
    FROM_AGENCY
  }

  /** One that leaves. */
  public MessageInFlight(
      Envelope envelope, AuthenticationResult authentication, boolean isFromNode, CpuModel cpu) {
    this(
        envelope,
        authentication,
        isFromNode,
        envelope.size(),
        envelope.code() == Envelope.MAC_CODE
            ? cpu.receiveNs(0, envelope.size()) + cpu.macNs()
            : cpu.receiveNs(signatures(authentication), envelope.size()),
        Optional.empty(),
        RequestRoute.DIRECT);
  }

  /** The same, as one receiver reads it. */
  public MessageInFlight withAuthentication(AuthenticationResult read) {
    return new MessageInFlight(envelope, read, isFromNode, bytes, receiveNs, receiver, route);
  }

  /** The same, for the holder of one key. */
  public MessageInFlight to(PublicKey key) {
    return new MessageInFlight(
        envelope, authentication, isFromNode, bytes, receiveNs, Optional.of(key), route);
  }

  /** The same, for the client's agency, which is to pass it on. */
  public MessageInFlight toAgency() {
    return with(RequestRoute.TO_AGENCY);
  }

  /** The same, as an agency passes it on. */
  public MessageInFlight fromAgency() {
    return with(RequestRoute.FROM_AGENCY);
  }

  private MessageInFlight with(RequestRoute way) {
    return new MessageInFlight(
        envelope, authentication, isFromNode, bytes, receiveNs, receiver, way);
  }

  /** Whether the node that gets it is the agency of its client. */
  public boolean isToAgency() {
    return route == RequestRoute.TO_AGENCY;
  }

  /** Whether it travels from node to node, though a client may have made it. */
  public boolean isBetweenNodes() {
    return isFromNode || route == RequestRoute.FROM_AGENCY;
  }

  /** Whether each receiver has to read it for itself. */
  public boolean isAddressed() {
    return envelope.code() == Envelope.MAC_CODE;
  }

  private static int signatures(AuthenticationResult authentication) {
    return switch (authentication) {
      case Verified verified -> verified.signatures();
      // The number of valid ones before an invalid one is unknown; the sender's own comes first.
      case AuthenticationResult.Rejected rejected -> 1;
    };
  }

  /** By 64 bits each, the signatures whose checking {@link #receiveNs} counts, where they hold. */
  public long[] signatures() {
    if (isAddressed() || !(authentication instanceof Verified verified)) {
      return new long[0];
    }
    List<Attestation> nested = verified.message().nested();
    long[] names = new long[1 + nested.size()];
    names[0] = name(envelope.signature());
    for (int i = 0; i < nested.size(); i++) {
      names[1 + i] = name(nested.get(i).signature());
    }
    return names;
  }

  private static long name(Signature signature) {
    return ByteBuffer.wrap(signature.value().toArray()).getLong();
  }

  /** Whether a receiver that does not find it verified knew before it checked a signature. */
  public boolean isScreenable() {
    return !isAddressed() && authentication instanceof Verified;
  }
}
