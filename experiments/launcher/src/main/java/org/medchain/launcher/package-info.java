/**
 * The first program that the script {@code experiments/medchain} starts. {@link
 * org.medchain.launcher.Launcher} picks a module for the command ({@link
 * org.medchain.launcher.Route}), builds it where its classes are not those of its sources ({@link
 * org.medchain.launcher.SourceFreshness}, {@link org.medchain.launcher.Build}), and prints the
 * command that the script then becomes ({@link org.medchain.launcher.Plan}).
 *
 * <p>It uses nothing but the JDK, since the script compiles it before anything else is built. What
 * every command needs at its end stands here as well: {@link org.medchain.launcher.OutOfHeap},
 * {@link org.medchain.launcher.ShutdownHook}.
 */
package org.medchain.launcher;
