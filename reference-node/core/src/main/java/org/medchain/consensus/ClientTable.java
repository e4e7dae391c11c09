package org.medchain.consensus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;

/**
 * The per-client table (Castro and Liskov 1999, §4.1: last timestamp and last reply), widened so
 * that a client may have several requests in flight (CONS-9): for each client the requests
 * executed, down to {@link #WINDOW} under the highest; anything older counts as executed long ago.
 */
public final class ClientTable implements Encodable {
  /** How far back, in sequence numbers, a client's requests are distinguished. */
  public static final int WINDOW = 1024;

  /**
   * How a request ended.
   *
   * @param height of the block that holds it
   * @param receipt what executing it gave
   */
  public record StoredReply(long height, Receipt receipt) {}

  private final Map<PublicKey, ClientReplies> byClient = new TreeMap<>();

  /**
   * The entry of one client. Hashed, not sorted: every request is looked up several times, and only
   * an encoding needs an order.
   */
  private static final class ClientReplies {
    private final Map<Long, StoredReply> byNumber = new LinkedHashMap<>();
    private long highestNumber;

    /** Numbers up to this one are discarded. */
    private long highestForgotten;

    void put(long number, StoredReply result) {
      highestNumber = Math.max(highestNumber, number);
      if (number > highestNumber - WINDOW) {
        byNumber.put(number, result);
      }
      forgetUpTo(highestNumber - WINDOW);
    }

    private void forgetUpTo(long last) {
      if (last - highestForgotten > byNumber.size()) {
        byNumber.keySet().removeIf(number -> number <= last); // a leap over numbers never used
        highestForgotten = last;
      }
      while (highestForgotten < last) {
        highestForgotten++;
        byNumber.remove(highestForgotten);
      }
    }

    boolean isExecuted(long number) {
      return number <= highestNumber - WINDOW || byNumber.containsKey(number);
    }

    List<StoredReply> inOrder() {
      return byNumber.keySet().stream().sorted().map(byNumber::get).toList();
    }
  }

  /** Whether the request was executed, or is too old to be distinguished. */
  public boolean isExecuted(RequestId request) {
    ClientReplies results = byClient.get(request.sender());
    return results != null && results.isExecuted(request.sequence());
  }

  /** How the request ended, if that is still known. */
  public Optional<StoredReply> find(RequestId request) {
    ClientReplies results = byClient.get(request.sender());
    return results == null
        ? Optional.empty()
        : Optional.ofNullable(results.byNumber.get(request.sequence()));
  }

  /** Remembers how a request ended. */
  public void put(long height, Receipt receipt) {
    RequestId request = receipt.request();
    byClient
        .computeIfAbsent(request.sender(), sender -> new ClientReplies())
        .put(request.sequence(), new StoredReply(height, receipt));
  }

  /** Reads what {@link #encode} wrote. */
  public static ClientTable decode(Decoder in) {
    ClientTable table = new ClientTable();
    List<ClientTableEntry> entries = in.list(ClientTableEntry.MIN_SIZE, ClientTableEntry::decode);
    entries.forEach(entry -> table.put(entry.height(), entry.receipt()));
    if (!table.entries().equals(entries)) {
      throw new MalformedInput("a client table is not in its one order, or holds too much");
    }
    return table;
  }

  /** Clients by key and their results by number: equal tables give equal bytes. */
  @Override
  public void encode(Encoder out) {
    out.list(entries());
  }

  private List<ClientTableEntry> entries() {
    List<ClientTableEntry> entries = new ArrayList<>();
    for (ClientReplies results : byClient.values()) {
      results
          .inOrder()
          .forEach(each -> entries.add(new ClientTableEntry(each.height(), each.receipt())));
    }
    return entries;
  }

  private record ClientTableEntry(long height, Receipt receipt) implements Encodable {
    static final int MIN_SIZE = 8 + Receipt.MIN_SIZE;

    static ClientTableEntry decode(Decoder in) {
      return new ClientTableEntry(in.int64(), Receipt.decode(in));
    }

    @Override
    public void encode(Encoder out) {
      out.int64(height).value(receipt);
    }
  }
}
