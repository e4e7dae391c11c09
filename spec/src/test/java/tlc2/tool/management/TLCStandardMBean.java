package tlc2.tool.management;

import javax.management.NotCompliantMBeanException;

/** Stands before TLC's class in the JVMs that check models: no management beans. */
public abstract class TLCStandardMBean {
  private static final class Nothing extends TLCStandardMBean {
    Nothing() throws NotCompliantMBeanException {
      super(Nothing.class);
    }
  }

  /** Takes what TLC's subclasses say of themselves, and throws what they expect. */
  protected TLCStandardMBean(Class<?> type) throws NotCompliantMBeanException {
    if (type == null) {
      throw new NotCompliantMBeanException();
    }
  }

  /** What TLC has where nothing is to be watched. */
  public static TLCStandardMBean getNullTLCStandardMBean() {
    try {
      return new Nothing();
    } catch (NotCompliantMBeanException e) {
      throw new AssertionError(e);
    }
  }

  public String getVersion() {
    return "";
  }

  public String getRevision() {
    return "";
  }

  /** Shows nothing. */
  protected boolean registerMBean(String name) {
    return true;
  }

  public boolean unregister() {
    return true;
  }
}
