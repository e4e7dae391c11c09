package org.medchain.simulation.load;

import java.util.List;
import org.medchain.data.Argument;
import org.medchain.simulation.model.DelayDistribution;

/** When which client submits which request (SIM-16, SIM-17, SIM-38). */
public sealed interface Load {
  /** How many clients there are. */
  int clients();

  /**
   * Open: requests come at given times, whether or not earlier ones were accepted.
   *
   * @param arrivals in the order of their times
   */
  record Open(List<RequestArrival> arrivals) implements Load {
    /** Copies the list and checks its order. */
    public Open {
      arrivals = List.copyOf(arrivals);
      for (int i = 1; i < arrivals.size(); i++) {
        Argument.refuseIf(
            arrivals.get(i).atNs() < arrivals.get(i - 1).atNs(),
            "arrival %s comes before the one before it",
            i);
      }
    }

    @Override
    public int clients() {
      return arrivals.stream().mapToInt(RequestArrival::client).max().orElse(-1) + 1;
    }
  }

  /**
   * Closed: each client keeps some requests in flight and thinks between an acceptance and the next
   * request. Latency hides coordinated omission here: a slow system gets fewer requests.
   *
   * @param clients how many
   * @param outstanding requests that each keeps in flight, 1 or more
   * @param think between an acceptance and the next request
   * @param endNs from when on nothing more is submitted, in ns of virtual time
   * @param source of the requests
   */
  record Closed(
      int clients, int outstanding, DelayDistribution think, long endNs, TransactionSource source)
      implements Load {
    public Closed {
      Argument.refuseIf(
          clients < 0 || outstanding < 1 || endNs < 0,
          "a closed load has 0 clients, 1 request in flight and 0 ns or more");
    }
  }

  /**
   * Interactive: a script decides the next requests from the results of the earlier ones. A request
   * that is never answered holds nothing up: the run ends with the script.
   *
   * @param clients how many
   * @param script of all of them together
   */
  record Interactive(int clients, LoadScript script) implements Load {
    public Interactive {
      Argument.refuseIf(clients < 1, "an interactive load has a client");
    }
  }
}
