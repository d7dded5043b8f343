/** What the shell itself says, where no page of a surface is. */
export const shellText = {
  spareHeading: '这块屏幕没有安排内容',
  spareBody:
    '本机的配置文件没有为它安排窗口，设备工作正常。需要使用时，请管理员在配置文件的 windows 一节中写明。',
};
