package org.medchain.node.center;

import java.util.List;
import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.node.admission.CallKind;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/** Authorises, invites and changes members on behalf of a command with the center's own name. */
final class AuthorisationService implements RpcService {
  static final RpcMethod METHOD = CallKind.AUTHORISE.method();

  private final RegulatoryCenter center;

  AuthorisationService(RegulatoryCenter center) {
    this.center = center;
  }

  @Override
  public RpcMethod method() {
    return METHOD;
  }

  @Override
  public Bytes handle(Peer asker, Bytes question) throws RefusedException {
    return switch (CenterRequestCodec.read(question)) {
      case CenterRequest.AuthoriseKeyRequest order ->
          CenterRequestCodec.awaitReceipts(
              center
                  .authorise(order.subject(), order.participant())
                  .thenApply(Optional::stream)
                  .thenApply(receipt -> receipt.toList()));
      case CenterRequest.InvitationRequest order ->
          center.invite(order.role(), order.name()).encoded();
      case CenterRequest.MemberChangeRequest order ->
          CenterRequestCodec.awaitReceipts(
              center.changeMembers(order.change()).thenApply(List::of));
      case CenterRequest.AppointGuardianRequest order ->
          CenterRequestCodec.awaitReceipts(
              center
                  .appointGuardian(order.owner(), order.guardian(), order.untilMs())
                  .thenApply(List::of));
      case CenterRequest.EndGuardianRequest order ->
          CenterRequestCodec.awaitReceipts(
              center.endGuardian(order.owner(), order.guardian()).thenApply(List::of));
      case CenterRequest.ReplaceKeyRequest order -> throw wrongMethod();
      case CenterRequest.RevokeKeyRequest order -> throw wrongMethod();
      case CenterRequest.RevokeCertificateRequest order -> throw wrongMethod();
      case CenterRequest.PublishCrlRequest order -> throw wrongMethod();
      case CenterRequest.FreezeRequest order -> throw wrongMethod();
      case CenterRequest.ThawRequest order -> throw wrongMethod();
      case CenterRequest.JudgeRequest order -> throw wrongMethod();
      case CenterRequest.PayVoucherRequest order -> throw wrongMethod();
    };
  }

  private static RefusedException wrongMethod() {
    return new RefusedException("that is a matter of topic " + Revoking.METHOD.name());
  }
}
