/** Running the trials of a grid on several threads, and saying how far they are. */
package org.medchain.experiments.execution;
