package org.medchain.chaos.guards;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * Loads all of medchain anew, so that classes without a guard can stand before those with it. What
 * tells of guards is shared, as libraries are.
 */
final class FrontLoader extends URLClassLoader {
  private static final String OWN = "org.medchain.";
  private static final String SHARED = FrontLoader.class.getPackageName() + ".";

  FrontLoader(List<URL> urls) {
    super(urls.toArray(URL[]::new), FrontLoader.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OWN) || name.startsWith(SHARED)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }
}
