package org.medchain.node.center;

import io.micrometer.core.instrument.MeterRegistry;
import org.medchain.data.Encodable;
import org.medchain.node.admission.CallKind;
import org.medchain.node.files.holder.CountedRpcService;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/**
 * Issues certificates over connections (CA-3): to authorised keys, which renew by it, and to
 * holders of an invitation, whose ledger key it also makes where they ask for it (REG-7). The
 * connection's peer does not matter; the request's signature does.
 *
 * @param registrar whom the center has authorised
 * @param keys that it makes for others
 */
record EnrollmentService(Registrar registrar, KeyIssuance keys) {
  /** The service, with what counts its answers. */
  static RpcService of(Registrar registrar, KeyIssuance keys, MeterRegistry meters) {
    EnrollmentService made = new EnrollmentService(registrar, keys);
    return new CountedRpcService(
        RpcService.of(CallKind.ENROLL.method(), EnrollmentRequest::decode, made::issue),
        enrolled -> meters.counter("medchain.center." + (enrolled ? "enrolled" : "refused")));
  }

  private Encodable issue(Peer asker, EnrollmentRequest question) throws RefusedException {
    if (asker.key().equals(question.request().subject().key())) {
      registrar.shown(asker.serial(), true);
    }
    if (question.keysByCenter()) {
      return keys.issue(question);
    }
    return question.invitation().isPresent()
        ? registrar.redeem(question.invitation().get(), question.request())
        : registrar.issue(question.request());
  }
}
