package org.medchain.consensus.pow;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ChainParameters;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Header;
import org.medchain.data.InclusionProof;
import org.medchain.data.MalformedInput;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * The reply to a request (Nakamoto 2008, §8, simplified payment verification, extended by the
 * receipt): its transaction is in the block of the first header, the other headers are on top of
 * it, and the header W above it holds the root of its receipt.
 *
 * <p>The client has the transaction, so it does not travel. The sender signs the request's name and
 * the last header's hash; the checks of {@link #fault} bind all else in here to that hash, so one
 * wrong bit anywhere makes the signature or a check fail.
 *
 * @param inclusion of the transaction under the first header's Merkle root
 * @param receipt of its execution; names the request
 * @param receiptInclusion of the receipt under the receipts root of the header W above
 * @param headers of the transaction's block and of those on top of it
 */
public record ConfirmedReply(
    InclusionProof inclusion,
    Receipt receipt,
    InclusionProof receiptInclusion,
    HeaderSegment headers)
    implements Message {
  public static final MessageType TYPE =
      MessageType.of(33, "confirmed-reply", ConfirmedReply.class);

  @Override
  public Bytes statement() {
    return new Encoder().value(receipt.request()).hash(headers.tip()).toBytes();
  }

  /**
   * Why this does not show that {@code transaction} has k confirmations and this receipt (POW-22);
   * empty if it does. Needs nothing but the chain's parameters.
   *
   * <p>It cannot show that the headers are on the best chain: they may be a private branch. How
   * unlikely that is depends on k and on the attacker's share of the hash power; this is the
   * k-confirmation assumption under which a client accepts (decision 0034).
   */
  public Optional<String> fault(Transaction transaction, PowParameters parameters) {
    ChainParameters chain = parameters.chain();
    int needed = parameters.provingHeaders();
    if (headers.count() < needed) {
      return Optional.of(headers.count() + " headers where " + needed + " are needed");
    }
    List<Header> segment;
    try {
      segment = headers.headers();
    } catch (MalformedInput e) {
      return Optional.of("headers: " + e.getMessage());
    }
    return HeaderSegment.fault(segment, chain, parameters.difficultyRule())
        .or(() -> inclusionFault(transaction, segment.get(0)))
        .or(() -> receiptFault(transaction, segment.get(0), segment.get(chain.window())));
  }

  private Optional<String> inclusionFault(Transaction transaction, Header block) {
    return inclusion.proves(transaction, block)
        ? Optional.empty()
        : Optional.of("the transaction is not in block " + block.height());
  }

  private Optional<String> receiptFault(Transaction transaction, Header block, Header above) {
    // One receipt for each transaction, in the same order: otherwise a receipt of another
    // transaction would pass.
    boolean holds =
        receipt.request().equals(transaction.request())
            && receiptInclusion.index() == inclusion.index()
            && receiptInclusion.proves(receipt, above.receiptsRoot(), block.transactionCount());
    return holds
        ? Optional.empty()
        : Optional.of("the receipt is not under the root in header " + above.height());
  }
}
