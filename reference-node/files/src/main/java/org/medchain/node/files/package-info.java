/** Medical files outside the chain (paper §3.1, §4): encrypted, in chunks, with several holders. */
package org.medchain.node.files;
