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
 * that a client may have several requests under way (CONS-9): for each client the requests
 * executed, down to {@link #WINDOW} under the highest; anything older counts as executed long ago.
 */
public final class ClientTable implements Encodable {
  /** How far back, in sequence numbers, a client's requests are told apart. */
  public static final int WINDOW = 1024;

  /**
   * How a request ended.
   *
   * @param height of the block that holds it
   * @param receipt what executing it gave
   */
  public record Result(long height, Receipt receipt) {}

  private final Map<PublicKey, Results> byClient = new TreeMap<>();

  /**
   * What is remembered of one client. Hashed, not sorted: every request is looked up several times,
   * and only an encoding asks for an order.
   */
  private static final class Results {
    private final Map<Long, Result> byNumber = new LinkedHashMap<>();
    private long highest;

    /** Everything up to this number is forgotten. */
    private long forgotten;

    void put(long number, Result result) {
      highest = Math.max(highest, number);
      if (number > highest - WINDOW) {
        byNumber.put(number, result);
      }
      forgetUpTo(highest - WINDOW);
    }

    private void forgetUpTo(long last) {
      if (last - forgotten > byNumber.size()) {
        byNumber.keySet().removeIf(number -> number <= last); // a leap over numbers never used
        forgotten = last;
      }
      while (forgotten < last) {
        forgotten++;
        byNumber.remove(forgotten);
      }
    }

    boolean isExecuted(long number) {
      return number <= highest - WINDOW || byNumber.containsKey(number);
    }

    List<Result> inOrder() {
      return byNumber.keySet().stream().sorted().map(byNumber::get).toList();
    }
  }

  /** Whether the request was executed, or is too old to tell. */
  public boolean isExecuted(RequestId request) {
    Results results = byClient.get(request.sender());
    return results != null && results.isExecuted(request.sequence());
  }

  /** How the request ended, if that is still known. */
  public Optional<Result> find(RequestId request) {
    Results results = byClient.get(request.sender());
    return results == null
        ? Optional.empty()
        : Optional.ofNullable(results.byNumber.get(request.sequence()));
  }

  /** Remembers how a request ended. */
  public void put(long height, Receipt receipt) {
    RequestId request = receipt.request();
    byClient
        .computeIfAbsent(request.sender(), sender -> new Results())
        .put(request.sequence(), new Result(height, receipt));
  }

  /** Reads what {@link #encode} wrote. */
  public static ClientTable decode(Decoder in) {
    ClientTable table = new ClientTable();
    List<Entry> entries = in.list(Entry.MIN_SIZE, Entry::decode);
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

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Results results : byClient.values()) {
      results.inOrder().forEach(each -> entries.add(new Entry(each.height(), each.receipt())));
    }
    return entries;
  }

  private record Entry(long height, Receipt receipt) implements Encodable {
    static final int MIN_SIZE = 8 + Receipt.MIN_SIZE;

    static Entry decode(Decoder in) {
      return new Entry(in.int64(), Receipt.decode(in));
    }

    @Override
    public void encode(Encoder out) {
      out.int64(height).value(receipt);
    }
  }
}
