package org.medchain.node.center;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;

/**
 * Drives a running center over a connection, as a process with its name.
 *
 * @param asker over whose connections
 * @param center the key of the center's process
 */
public record CenterClient(RpcClient asker, PublicKey center) {
  /** Has an order carried out; gives the receipts that it led to on the ledger. */
  public CompletableFuture<List<Receipt>> execute(CenterRequest order) {
    return ask(order).thenApply(CenterRequestCodec::decodeReceipts);
  }

  /** Has an invitation made. */
  public CompletableFuture<Invitation> invite(CenterRequest.InvitationRequest order) {
    return ask(order).thenApply(answer -> Decoder.decode(answer, Invitation::decode));
  }

  private CompletableFuture<Bytes> ask(CenterRequest order) {
    RpcMethod topic =
        switch (order) {
          case CenterRequest.AuthoriseKeyRequest each -> AuthorisationService.METHOD;
          case CenterRequest.InvitationRequest each -> AuthorisationService.METHOD;
          case CenterRequest.MemberChangeRequest each -> AuthorisationService.METHOD;
          case CenterRequest.RevokeKeyRequest each -> Revoking.METHOD;
          case CenterRequest.RevokeCertificateRequest each -> Revoking.METHOD;
          case CenterRequest.PublishCrlRequest each -> Revoking.METHOD;
          case CenterRequest.FreezeRequest each -> Revoking.METHOD;
          case CenterRequest.ThawRequest each -> Revoking.METHOD;
          case CenterRequest.JudgeRequest each -> Revoking.METHOD;
          case CenterRequest.PayVoucherRequest each -> Revoking.METHOD;
          case CenterRequest.ReplaceKeyRequest each -> Revoking.METHOD;
          case CenterRequest.AppointGuardianRequest each -> AuthorisationService.METHOD;
          case CenterRequest.EndGuardianRequest each -> AuthorisationService.METHOD;
        };
    return asker.call(center, topic, order.encoded());
  }
}
