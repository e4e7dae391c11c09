package org.medchain.trace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.chaos.mutants.SourceMutant;

final class ScratchSearch {
  public static void main(String[] a) throws Exception {
    if (a.length > 3 && a[3].equals("none")) {
      List<Path> files = new ArrayList<>();
      for (long seed = Long.parseLong(a[0]); seed < Long.parseLong(a[1]); seed++) {
        Path f = Path.of(a[2], "none" + seed + ".jsonl");
        String o = PatchedSchedules.record(seed, f.toString());
        if (!o.isEmpty()) System.out.println("none oracle " + o + "@" + seed);
        files.add(f);
      }
      List<TraceVerdict> v = TraceTestFiles.checker().check("PbftTrace", files).verdicts();
      for (int i = 0; i < v.size(); i++) {
        if (v.get(i) instanceof TraceVerdict.Rejected r) {
          System.out.println("none " + files.get(i) + ":" + (r.line()+1) + " " + r);
        } else Files.delete(files.get(i));
      }
      return;
    }
    long from = Long.parseLong(a[0]);
    long to = Long.parseLong(a[1]);
    Path folder = Path.of(a[2]);
    for (SourceMutant m :
        SourceMutant.readAll(TraceTestFiles.HOME.resolve("spec/mutants/protocol").toAbsolutePath())) {
      if (a.length > 3 && !List.of(a).contains(m.id())) continue;
      Path work = Files.createTempDirectory(folder, m.id());
      String oracleFound = "-";
      int oracles = 0;
      String traceFound = "-";
      int rejected = 0;
      try (PatchedSchedules s = PatchedSchedules.of(m, work)) {
        List<Path> files = new ArrayList<>();
        for (long seed = from; seed < to; seed++) {
          Path f = work.resolve(seed + ".jsonl");
          String o = s.play(seed, f);
          if (!o.isEmpty() && oracles++ < 3) oracleFound += " " + o + "@" + seed;
          if (Files.size(f) > 0) files.add(f);
        }
        List<TraceVerdict> v = TraceTestFiles.checker().check("PbftTrace", files).verdicts();
        for (int i = 0; i < v.size(); i++) {
          if (v.get(i) instanceof TraceVerdict.Rejected r) {
            if (rejected++ < 6)
              traceFound +=
                  " | " + files.get(i).getFileName() + " "
                      + TraceReader.read(files.get(i)).lines().get(r.line() - 1).action()
                      + ": " + r.rule();
          }
          Files.delete(files.get(i));
        }
      } catch (Throwable e) {
        traceFound += " " + e + " " + e.getCause();
      }
      System.out.println(m.id() + " oracle " + oracles + oracleFound + "\n    trace " + rejected + traceFound);
      System.out.flush();
    }
  }
}
