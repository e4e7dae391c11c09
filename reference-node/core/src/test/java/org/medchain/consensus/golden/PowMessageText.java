package org.medchain.consensus.golden;

import java.util.List;
import java.util.stream.Collectors;
import org.medchain.consensus.pow.Announce;
import org.medchain.consensus.pow.BlockTransactions;
import org.medchain.consensus.pow.CompactBlock;
import org.medchain.consensus.pow.ConfirmedReply;
import org.medchain.consensus.pow.GetBlock;
import org.medchain.consensus.pow.GetBlockTransactions;
import org.medchain.consensus.pow.GetHeaders;
import org.medchain.consensus.pow.Headers;
import org.medchain.consensus.pow.NewBlock;
import org.medchain.data.Transaction;
import org.medchain.network.Message;

/** The messages of proof of work in the words of a golden file. */
public final class PowMessageText {
  private PowMessageText() {}

  /** The shown text beside its kind. */
  public static String of(Message message, GoldenNames names) {
    return switch (message) {
      case NewBlock each -> names.of(each.block().hash());
      case GetBlock each -> names.of(each.block());
      case Announce each -> names.of(each.block()) + " at height " + each.height();
      case CompactBlock each -> names.of(each.header().hash());
      case GetBlockTransactions each -> each.indices().size() + " of " + names.of(each.block());
      case BlockTransactions each -> names.of(each.block()) + requests(names, each.transactions());
      case GetHeaders each ->
          "above " + each.locator().stream().map(names::of).collect(Collectors.joining(", else "));
      case Headers each ->
          each.headers().isEmpty()
              ? "(none)"
              : each.headers().stream()
                  .map(header -> names.of(header.hash()))
                  .collect(Collectors.joining(" "));
      case ConfirmedReply each ->
          names.of(each.receipt().request())
              + " under "
              + each.headers().count()
              + " headers up to "
              + names.of(each.headers().tip());
      default -> throw new IllegalArgumentException("not of this protocol: " + message);
    };
  }

  private static String requests(GoldenNames names, List<Transaction> transactions) {
    return transactions.stream()
        .map(each -> names.of(each.request()))
        .collect(Collectors.joining(" ", " [", "]"));
  }
}
