import type { AreaExtraProps } from './area-extras.tsx';
import { CustomFieldsEditor } from './custom-fields-editor.tsx';
import { DepartmentsEditor } from './departments-editor.tsx';
import { TriggersEditor } from './triggers-editor.tsx';

/** What the area "Livechat" has besides settings. */
export function LivechatEditors(props: AreaExtraProps) {
  return (
    <>
      <DepartmentsEditor {...props} />
      <CustomFieldsEditor {...props} />
      <TriggersEditor {...props} />
    </>
  );
}
