package cairn.operations.registry;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The service model 2012-08-10, as the classes of the AWS SDK represent it.
final class ServiceModel {
    private static final String PACKAGE = DynamoDbClient.class.getPackageName() + ".model.";
    private static final String REQUEST = "Request";

    private ServiceModel() {}

    /// A structure of the model.
    record Structure(Class<?> type) {
        String name() {
            return type.getSimpleName();
        }

        Stream<SdkField<?>> members() {
            try {
                SdkPojo builder = (SdkPojo) type.getMethod("builder").invoke(null);
                return builder.sdkFields().stream();
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(name(), e);
            }
        }

        /// The words that a member allows; empty if it is not an enum.
        Set<String> words(SdkField<?> member) {
            String text = member.memberName() + "AsString";
            return Arrays.stream(type.getMethods())
                    .filter(method -> method.getName().equalsIgnoreCase(text))
                    .findFirst()
                    .map(method -> words(method.getName().replace("AsString", "")))
                    .orElse(Set.of());
        }

        private Set<String> words(String getter) {
            try {
                Class<?> words = type.getMethod(getter).getReturnType();
                Collection<?> known = (Collection<?>) words.getMethod("knownValues").invoke(null);
                return known.stream()
                        .map(Object::toString)
                        .collect(Collectors.toCollection(TreeSet::new));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(name() + "." + getter, e);
            }
        }
    }

    /// The operations of a service's client.
    static Set<String> operations(Class<?> client) {
        return Arrays.stream(client.getMethods())
                .filter(method -> method.getParameterCount() == 1)
                .map(Method::getParameters)
                .map(parameters -> parameters[0].getType())
                .filter(type -> type.getName().startsWith(PACKAGE))
                .map(Class::getSimpleName)
                .filter(name -> name.endsWith(REQUEST))
                .map(name -> name.substring(0, name.length() - REQUEST.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The request of an operation.
    static Structure request(String operation) {
        try {
            return new Structure(Class.forName(PACKAGE + operation + REQUEST));
        } catch (ClassNotFoundException e) {
            throw new LinkageError("the model has no " + operation, e);
        }
    }

    /// The element of a list, or the value of a map.
    static SdkField<?> part(SdkField<?> field) {
        return field.marshallingType().equals(MarshallingType.LIST)
                ? field.getTrait(ListTrait.class).memberFieldInfo()
                : field.getTrait(MapTrait.class).valueFieldInfo();
    }

    /// The structure of a member.
    static Structure structure(SdkField<?> field) {
        return new Structure(field.constructor().get().getClass().getEnclosingClass());
    }
}
