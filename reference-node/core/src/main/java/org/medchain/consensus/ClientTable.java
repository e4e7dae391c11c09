package org.medchain.consensus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;

/**
 * The per-client table (Castro and Liskov 1999, §4.1: last timestamp and last reply), widened so
 * that a client may have several requests under way (CONS-9): for each client the requests
 * executed, down to {@link #WINDOW} under the highest; anything older counts as executed long ago.
 */
public final class ClientTable {
  /** How far back, in sequence numbers, a client's requests are told apart. */
  public static final int WINDOW = 1024;

  /**
   * How a request ended.
   *
   * @param height of the block that holds it
   * @param receipt what executing it gave
   */
  public record Result(long height, Receipt receipt) {}

  private final Map<PublicKey, TreeMap<Long, Result>> byClient = new LinkedHashMap<>();

  /** Whether the request was executed, or is too old to tell. */
  public boolean isExecuted(RequestId request) {
    TreeMap<Long, Result> results = byClient.get(request.sender());
    return results != null
        && (results.containsKey(request.sequence())
            || request.sequence() <= results.lastKey() - WINDOW);
  }

  /** How the request ended, if that is still known. */
  public Optional<Result> find(RequestId request) {
    TreeMap<Long, Result> results = byClient.get(request.sender());
    return results == null
        ? Optional.empty()
        : Optional.ofNullable(results.get(request.sequence()));
  }

  /** Remembers how a request ended. */
  public void put(long height, Receipt receipt) {
    RequestId request = receipt.request();
    TreeMap<Long, Result> results =
        byClient.computeIfAbsent(request.sender(), sender -> new TreeMap<>());
    results.put(request.sequence(), new Result(height, receipt));
    results.headMap(results.lastKey() - WINDOW, true).clear();
  }
}
