/** Config files of processes, read and written. */
package org.medchain.cluster.file;
