package org.medchain.node.center;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.Receipt;
import org.medchain.node.transport.Refused;

/** How orders to the center are read, waited for and answered. */
final class CenterOrders {
  private static final long PATIENCE_S = 60;

  private CenterOrders() {}

  static CenterOrder read(Bytes question) throws Refused {
    try {
      return Decoder.decode(question, CenterOrder::decode);
    } catch (MalformedInput e) {
      throw new Refused("not an order to the center: " + e.getMessage());
    }
  }

  /** The receipts that it led to. */
  static Bytes answer(CompletableFuture<List<Receipt>> receipts) throws Refused {
    try {
      return new Encoder().list(receipts.get(PATIENCE_S, TimeUnit.SECONDS)).toBytes();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Refused refused
          ? refused
          : new Refused("the center could not do it: " + e.getCause().getMessage());
    } catch (TimeoutException e) {
      throw new Refused("the ledger told nothing in " + PATIENCE_S + " s; it may still be done");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused("the center is stopping");
    }
  }

  /** Reads an answer to all but an invitation. */
  static List<Receipt> receipts(Bytes answer) {
    return Decoder.decode(answer, in -> in.list(Receipt.MIN_SIZE, Receipt::decode));
  }
}
