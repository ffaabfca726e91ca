package nogc.javame.enforcement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The rules of the build as they stand in targets/javame/cldc/pom.xml, and the files that they name. */
final class Build {
    /** The root of the project: tests run in the folder of their module. */
    static final Path ROOT = Path.of("../../..");
    static final Path CLDC = Path.of(System.getProperty("cldc.api"));
    static final Path MIDP = Path.of(System.getProperty("midp.api"));

    private static final Path RULES = ROOT.resolve("targets/javame/cldc");

    private Build() {
    }

    /** The arguments of the compiler. */
    static List<String> compilerArguments() {
        List<String> arguments = new ArrayList<>(List.of("-source", "8", "-target", "8"));
        for (String argument : texts("//plugin[artifactId='maven-compiler-plugin']//compilerArgs/arg")) {
            arguments.add(argument.replace("${org.microemu:cldcapi11:jar}", CLDC.toString())
                    .replace("${path.separator}", System.getProperty("path.separator"))
                    .replace("${org.nogcmqtt:nogc-cldc-annotations:jar}", System.getProperty("cldc.annotations")));
        }
        return arguments;
    }

    /** The options of the preverifier. */
    static List<String> preverifierOptions() {
        List<String> options = new ArrayList<>(texts("//plugin[artifactId='proguard-maven-plugin']//option"));
        options.add("-dontobfuscate");
        return options;
    }

    /** The signature that the classes are checked against. */
    static Path signature() {
        return RULES.resolve("target/nogc-cldc-0.1.0.signature");
    }

    private static List<String> texts(String path) {
        try {
            Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(RULES.resolve("pom.xml").toFile());
            NodeList nodes = (NodeList) XPathFactory.newInstance().newXPath()
                    .evaluate(path, pom, XPathConstants.NODESET);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                texts.add(nodes.item(i).getTextContent());
            }
            if (texts.isEmpty()) {
                throw new AssertionError("nothing at " + path + " of " + RULES);
            }
            return texts;
        } catch (Exception e) {
            throw new AssertionError("cannot read the rules of the build", e);
        }
    }
}
