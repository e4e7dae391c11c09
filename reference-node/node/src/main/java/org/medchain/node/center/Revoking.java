package org.medchain.node.center;

import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.node.admission.CallKind;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/**
 * Revokes, replaces, freezes, thaws, judges and pays on behalf of a command with the center's own
 * name.
 */
final class Revoking implements RpcService {
  static final RpcMethod METHOD = CallKind.REVOKE.method();

  private final RegulatoryCenter center;

  Revoking(RegulatoryCenter center) {
    this.center = center;
  }

  @Override
  public RpcMethod method() {
    return METHOD;
  }

  @Override
  public Bytes handle(Peer asker, Bytes question) throws RefusedException {
    return CenterRequestCodec.awaitReceipts(
        switch (CenterRequestCodec.read(question)) {
          case CenterRequest.RevokeKeyRequest order ->
              center.revoke(order.key(), order.reason(), order.successor());
          case CenterRequest.RevokeCertificateRequest order ->
              center.revokeCertificate(order.serial(), order.reason());
          case CenterRequest.PublishCrlRequest order -> center.publish();
          case CenterRequest.FreezeRequest order ->
              center.freeze(order.participant()).thenApply(List::of);
          case CenterRequest.ThawRequest order ->
              center.thaw(order.participant()).thenApply(List::of);
          case CenterRequest.JudgeRequest order ->
              center.judge(order.record(), order.valid()).thenApply(List::of);
          case CenterRequest.PayVoucherRequest order ->
              center.pay(order.voucher()).thenApply(List::of);
          case CenterRequest.ReplaceKeyRequest order ->
              center.replaceKey(order.participant(), order.successor(), order.reason());
          case CenterRequest.AppointGuardianRequest order -> throw wrongMethod();
          case CenterRequest.EndGuardianRequest order -> throw wrongMethod();
          case CenterRequest.AuthoriseKeyRequest order -> throw wrongMethod();
          case CenterRequest.InvitationRequest order -> throw wrongMethod();
          case CenterRequest.MemberChangeRequest order -> throw wrongMethod();
        });
  }

  private static RefusedException wrongMethod() {
    return new RefusedException("that is a matter of topic " + AuthorisationService.METHOD.name());
  }
}
