package org.medchain.consensus;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;

/** The requests in blocks of a branch that are not executed yet. */
public final class InFlightRequests {
  private final Map<PublicKey, ClientInFlight> byClient = new LinkedHashMap<>();

  private static final class ClientInFlight {
    private final Set<Long> numbers = new LinkedHashSet<>();
    private long highest;
  }

  /** Adds one. */
  public void add(RequestId request) {
    ClientInFlight client =
        byClient.computeIfAbsent(request.sender(), sender -> new ClientInFlight());
    client.numbers.add(request.sequence());
    client.highest = Math.max(client.highest, request.sequence());
  }

  /** Whether the request is one of these, or too old to be distinguished from them. */
  public boolean isDuplicate(RequestId request) {
    ClientInFlight client = byClient.get(request.sender());
    return client != null
        && (client.numbers.contains(request.sequence())
            || request.sequence() <= client.highest - ClientTable.WINDOW);
  }
}
