/** What a process does about errors after which it is not to be relied on (NODE-18). */
package org.medchain.node.failure;
