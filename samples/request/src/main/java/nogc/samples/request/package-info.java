/** {@link nogc.samples.request.Ask} asks {@link nogc.samples.request.Answer} what time it is somewhere. */
package nogc.samples.request;
