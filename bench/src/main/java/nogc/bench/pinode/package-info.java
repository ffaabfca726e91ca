/** The Raspberry Pi node's start and memory beside others: begin at {@link nogc.bench.pinode.FirstPublish}. */
package nogc.bench.pinode;
