package org.medchain.node.center;

import io.micrometer.core.instrument.MeterRegistry;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.MalformedInput;
import org.medchain.node.admission.CallKind;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/**
 * Issues certificates over connections (CA-3): to authorised keys, which renew by it, and to
 * holders of an invitation, whose ledger key it also makes where they ask for it (REG-7). The
 * connection's peer does not matter; the request's signature does.
 */
public final class EnrollmentService implements RpcService {
  /** Its replies. */
  public static final RpcMethod METHOD = CallKind.ENROLL.method();

  private final Registrar registrar;
  private final KeyIssuance keys;
  private final MeterRegistry meters;

  /** At the center that owns the registrar. */
  EnrollmentService(Registrar registrar, KeyIssuance keys, MeterRegistry meters) {
    this.registrar = registrar;
    this.keys = keys;
    this.meters = meters;
  }

  @Override
  public RpcMethod method() {
    return METHOD;
  }

  @Override
  public Bytes handle(Peer asker, Bytes question) throws RefusedException {
    try {
      Encodable issued = issue(asker, Decoder.decode(question, EnrollmentRequest::decode));
      meters.counter("medchain.center.enrolled").increment();
      return issued.encoded();
    } catch (MalformedInput e) {
      meters.counter("medchain.center.refused").increment();
      throw new RefusedException("not a request for certificates: " + e.getMessage());
    } catch (RefusedException e) {
      meters.counter("medchain.center.refused").increment();
      throw e;
    }
  }

  private Encodable issue(Peer asker, EnrollmentRequest question) throws RefusedException {
    if (asker.key().equals(question.request().subject().key())) {
      registrar.shown(asker.serial(), true);
    }
    if (question.keysByCenter()) {
      return keys.issue(question.request(), question.invitation());
    }
    return question.invitation().isPresent()
        ? registrar.redeem(question.invitation().get(), question.request())
        : registrar.issue(question.request());
  }
}
